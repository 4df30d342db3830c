import { apiResource } from '../../apiOperation';
import { callbackRule as spec } from '../../generated/callbackRule';

export const callbackRule = apiResource(spec);
