import { apiResource } from '../../apiOperation';
import { snapshot as spec } from '../../generated/resources';
import { download } from './download';

export const snapshot = apiResource(spec, [download]);
