import { apiResource } from '../../apiOperation';
import { recording as spec } from '../../generated/recording';
import { download } from './download';

export const recording = apiResource(spec, [download]);
