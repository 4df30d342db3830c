import { apiResource } from '../../apiOperation';
import { stream as spec } from '../../generated/stream';

export const stream = apiResource(spec);
