export { receive } from './receive';
export { routeItems } from './routeItems';
