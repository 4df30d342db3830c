export { checkRegistration } from './checkRegistration';
export { startHeartbeat } from './heartbeat';
export { register } from './register';
export { unregister } from './unregister';
