export { apiOperation, type Origin, type Prepare } from './apiOperation';
export { apiResource } from './apiResource';
export type { Body } from './readBody';
export { refuseInput } from './refuseInput';
export type { OperationSpec, ParameterSpec, ResourceSpec } from './spec';
export { tencentName } from './tencentName';
