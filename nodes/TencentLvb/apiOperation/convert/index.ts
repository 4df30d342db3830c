export { convert } from './convert';
export { bucketOf } from './name';
export type { ConvertOptions } from './converter';
export { orderProblem } from './orderProblem';
