import type { Subject } from '../../../../nodes/TencentLvb/diagnosis/finding.ts';

export const NOW = Date.UTC(2026, 10, 24, 10);
export const PAIR = { domain: 'push.example.com', app: 'live' };

type Call = { action: string; body: Record<string, unknown> };

/** What is diagnosed, with the answers of Tencent by action, and what it was asked. */
export function subjectWith(answers: Record<string, object>, more: Partial<Subject> = {}) {
	const calls: Call[] = [];
	const subject = {
		...{ ...PAIR, streamName: '', webhookUrl: '', now: NOW, instanceId: 'instance', site: 'china' },
		isOwn: (address: string) => address.startsWith('https://n8n.example.com/'),
		port: async (action: string, body: Record<string, unknown>) => {
			calls.push({ action, body });
			return { ok: true, response: { RequestId: '', ...answers[action] } };
		},
		...more,
	} as unknown as Subject;
	return { subject, calls };
}
