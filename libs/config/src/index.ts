export { Clock } from './clock.ts';
export { busConfig, clockOf, coreConfig, type BusConfig, type CoreConfig } from './core-config.ts';
export { loadConfig } from './load-config.ts';
