import { apiResource } from '../../apiOperation';
import { domain as spec } from '../../generated/domain';

export const domain = apiResource(spec);
