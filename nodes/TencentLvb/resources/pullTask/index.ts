import { apiResource } from '../../apiOperation';
import { pullTask as spec } from '../../generated/pullTask';
import { create } from './create';

export const pullTask = apiResource(spec, [create]);
