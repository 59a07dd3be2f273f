export { createLogger, describeError, NestLogger, type Logger } from './logger.ts';
export { measures, runtimeSeries, seriesOf, type MeasureName } from './measures.ts';
export { counter, gauges, histogram } from './measuring.ts';
export { measurements, type Measurements } from './metrics.ts';
