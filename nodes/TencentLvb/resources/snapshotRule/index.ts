import { apiResource } from '../../apiOperation';
import { snapshotRule as spec } from '../../generated/snapshotRule';

export const snapshotRule = apiResource(spec);
