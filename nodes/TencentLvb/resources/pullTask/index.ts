import { apiResource } from '../../apiOperation';
import { pullTask as spec } from '../../generated/resources';
import { create } from './create';

export const pullTask = apiResource(spec, [create]);
