import { apiResource } from '../../apiOperation';
import { snapshotTemplate as spec } from '../../generated/snapshotTemplate';

export const snapshotTemplate = apiResource(spec);
