import { strictEqual } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	HOST_FOLDER,
	installPackage,
	N8nClient,
	startN8n,
	type WorkflowNode,
} from '../../host/index.mts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.mts';
import { rowOf } from '../measure/row.mts';
import type { Section } from '../section.mts';
import { chain, step } from '../server/chain.mts';

const section = 'action';
const ITEMS = 200;
const LATENCY_MS = 50;
const START = 'Start';
const OURS = 'Tencent LVB node';
const HTTP = 'HTTP Request node';
