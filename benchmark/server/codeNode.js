// What a person would write into n8n's Code node to verify and map one event, with the key in it.
const crypto = require('crypto');

const { body } = $input.first().json;
const expected = crypto
	.createHash('md5')
	.update('$KEY' + body.t)
	.digest('hex');
const received = String(body.sign).toLowerCase();
if (
	received.length !== 32 ||
	!crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(received))
) {
	throw new Error('The signature is wrong');
}
if (Date.now() / 1000 > Number(body.t) + 300) throw new Error('The signature has expired');

const iso = (seconds) => new Date(seconds * 1000).toISOString();
const identity = [1, body.app, body.appname, body.stream_id, body.sequence, body.event_time];
const streamParams = Object.fromEntries(
	body.stream_param.split('&').map((pair) => pair.split('=').map(decodeURIComponent)),
);
if (streamParams.txSecret) streamParams.txSecret = '[hidden]';

return [
	{
		json: {
			event: 'streamBegin',
			eventType: body.event_type,
			deliveryId: crypto
				.createHash('sha256')
				.update(JSON.stringify(identity.map(String)))
				.digest('hex')
				.slice(0, 32),
			occurredAt: iso(body.event_time),
			receivedAt: new Date().toISOString(),
			appId: body.appid,
			domain: body.app,
			appName: body.appname,
			streamName: body.stream_id,
			channelId: body.channel_id,
			streamParams,
			push: {
				sequence: body.sequence,
				nodeIp: body.node,
				clientIp: body.user_ip,
				errorCode: body.errcode,
				errorMessage: body.errmsg,
				setId: body.set_id,
				idcId: body.idc_id,
				width: body.width,
				height: body.height,
			},
			validation: {
				ok: true,
				problems: [],
				unknownFields: [],
				signatureExpiresAt: iso(Number(body.t)),
			},
		},
	},
];
