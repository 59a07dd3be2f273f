import { Inject } from '@nestjs/common';

export const SETTINGS = Symbol('gateway settings');
export const OFFICE = Symbol('office profile');
export const LOGGER = Symbol('logger');

/** Injects the gateway's configuration. */
export const Settings = () => Inject(SETTINGS);
/** Injects the published standard of the office. */
export const Office = () => Inject(OFFICE);
/** Injects the process's logger. */
export const Log = () => Inject(LOGGER);
