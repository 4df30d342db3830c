export { searchPushDomains } from './searchPushDomains';
