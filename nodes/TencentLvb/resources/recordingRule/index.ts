import { apiResource } from '../../apiOperation';
import { recordingRule as spec } from '../../generated/recordingRule';

export const recordingRule = apiResource(spec);
