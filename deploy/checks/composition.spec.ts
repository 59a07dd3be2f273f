import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { runnableServices } from '../local/services.ts';
import { ROOT } from '../local/settings.ts';

interface Container {
  readonly image: string;
  readonly profiles?: string[];
  readonly ports?: string[];
  readonly volumes?: string[];
  readonly healthcheck?: { readonly test?: string[]; readonly disable?: boolean };
  readonly read_only?: boolean;
}

const read = (file: string): unknown =>
  parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true, maxAliasCount: 1_000 });
const { services, volumes: named } = read('docker-compose.yml') as {
  services: Record<string, Container>; // the form is what these tests look at
  volumes: Record<string, unknown>;
};
const containers = Object.entries(services).map(([name, container]) => ({ name, ...container }));
const own = ({ image }: Container) => image.startsWith('pustaka-pst/');

describe('the composition', () => {
  it('runs every service', () => {
    expect(Object.keys(services)).toEqual(expect.arrayContaining(runnableServices()));
  });

  it.each(containers.filter((each) => !own(each)))('takes one version of $name', ({ image }) => {
    expect(image).toMatch(/:-[\w./-]+:[\w.-]*\d[\w.-]*\}$/);
  });

  it.each(containers.filter((each) => !own(each) && each.name !== 'mail'))(
    'knows how $name is, or says that it cannot',
    ({ healthcheck }) => {
      expect(healthcheck?.test !== undefined || healthcheck?.disable === true).toBe(true);
    },
  );

  it.each(containers.filter(({ name, ports }) => ports !== undefined && name !== 'gateway'))(
    'shows $name to this machine alone',
    ({ ports = [] }) => {
      expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    },
  );

  it.each(containers)('mounts for $name only what is there', ({ volumes = [] }) => {
    for (const volume of volumes.filter((each) => !each.startsWith('$'))) {
      const [source = ''] = volume.split(':');
      expect(source.startsWith('./') ? existsSync(join(ROOT, source)) : source in named).toBe(true);
    }
  });

  it('has every service measured under its own name', () => {
    const { scrape_configs: jobs } = read('deploy/observability/prometheus.yaml') as {
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[] }[] }[];
    };
    expect(jobs.map(({ job_name: job }) => job).toSorted()).toEqual(runnableServices());
    for (const { job_name: job, dns_sd_configs: found } of jobs) {
      expect(found.flatMap(({ names }) => names)).toEqual([job]);
    }
  });
});
