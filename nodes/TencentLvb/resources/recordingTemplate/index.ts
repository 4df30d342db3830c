import { apiResource } from '../../apiOperation';
import { recordingTemplate as spec } from '../../generated/recordingTemplate';

export const recordingTemplate = apiResource(spec);
