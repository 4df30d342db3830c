export { checkRegistration } from './checkRegistration';
export { startHeartbeat } from './heartbeat';
export { register } from './register';
export { hintAtPrivateAddress } from './testRun';
export { unregister } from './unregister';
