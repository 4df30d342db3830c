export { convert } from './convert';
export type { ConvertOptions } from './converter';
export { orderProblem } from './orderProblem';
