import { apiResource } from '../../apiOperation';
import { recording as spec } from '../../generated/resources';
import { download } from './download';

export const recording = apiResource(spec, [download]);
