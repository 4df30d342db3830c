import { apiResource } from '../../apiOperation';
import { callbackTemplate as spec } from '../../generated/resources';
import { create } from './create';
import { update } from './update';

export const callbackTemplate = apiResource(spec, [create, update]);
