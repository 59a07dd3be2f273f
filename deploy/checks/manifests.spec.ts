import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

import { runnableServices } from '../local/services.ts';
import { ROOT } from '../local/settings.ts';

/** The parts of a manifest that are looked at. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Record<string, string> };
    readonly template?: {
      readonly spec: Pod;
      readonly metadata: { labels: Record<string, string> };
    };
    readonly groups?: { rules: { alert?: string; annotations?: Record<string, string> }[] }[];
  };
}
interface Pod {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: Record<string, unknown>;
  readonly containers: Container[];
  readonly volumes?: { configMap?: { name: string }; secret?: { secretName: string } }[];
}
interface Container {
  readonly image: string;
  readonly securityContext?: Record<string, unknown>;
  readonly resources?: {
    limits?: { memory?: string };
    requests?: { cpu?: string; memory?: string };
  };
  readonly livenessProbe?: unknown;
  readonly readinessProbe?: unknown;
  readonly envFrom?: { configMapRef?: { name: string } }[];
}

const manifestsOf = (overlay: string): Manifest[] =>
  parseAllDocuments(readFileSync(join(ROOT, 'k8s/rendered', `${overlay}.yaml`), 'utf8')).map(
    (document) => document.toJS() as Manifest, // the form is what these tests look at
  );
const named = (manifests: Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => metadata.name);
const workloads = (manifests: Manifest[]) =>
  manifests.flatMap(({ kind, metadata, spec }) =>
    spec?.template !== undefined ? [{ kind, name: metadata.name, pod: spec.template.spec }] : [],
  );

describe.each(readdirSync(join(ROOT, 'k8s/overlays')))(
  'a cluster with the overlay %s',
  (overlay) => {
    const manifests = manifestsOf(overlay);

    it('runs every service', () => {
      expect(named(manifests, 'Deployment')).toEqual(expect.arrayContaining(runnableServices()));
    });

    it.each(workloads(manifests))('lets $name do no more than it must', ({ pod }) => {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const { securityContext } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    });

    it.each(workloads(manifests))('knows what $name needs and how it is', ({ kind, pod }) => {
      for (const { resources, livenessProbe, readinessProbe, image } of pod.containers) {
        expect(resources).toMatchObject({
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        });
        expect(image).toMatch(/:[\w.-]*\d[\w.-]*$/);
        // A Job is asked by nobody how it is: it ends.
        const probes = kind === 'Job' ? [] : [livenessProbe, readinessProbe];
        expect(probes).not.toContain(undefined);
      }
    });

    it('mounts only what is there, and secrets only where they are made outside of the repository', () => {
      const settings = workloads(manifests).flatMap(({ pod }) => [
        ...(pod.volumes ?? []).flatMap(({ configMap }) => configMap?.name ?? []),
        ...pod.containers.flatMap(({ envFrom = [] }) =>
          envFrom.flatMap(({ configMapRef }) => configMapRef?.name ?? []),
        ),
      ]);
      expect(named(manifests, 'ConfigMap')).toEqual(expect.arrayContaining([...new Set(settings)]));
      expect(named(manifests, 'Secret')).toEqual([]);
      const accounts = workloads(manifests).flatMap(({ pod }) => pod.serviceAccountName ?? []);
      expect(named(manifests, 'ServiceAccount')).toEqual(expect.arrayContaining(accounts));
    });
  },
);

describe('a cluster that must not fail', () => {
  const manifests = manifestsOf('production');
  const labelsOf = (manifest: Manifest) => manifest.spec.template?.metadata.labels ?? {};

  it('takes one pod of each service away at a time', () => {
    const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget');
    for (const service of [...runnableServices(), 'nats']) {
      const workload = manifests.find(
        ({ kind, metadata }) =>
          ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === service,
      );
      const selected = budgets.filter(({ spec }) =>
        Object.entries(spec.selector?.matchLabels ?? {}).every(
          ([label, value]) => workload !== undefined && labelsOf(workload)[label] === value,
        ),
      );
      expect(selected.map(({ metadata }) => metadata.name)).toEqual([service]);
    }
  });

  it('denies all traffic that no policy names', () => {
    expect(named(manifests, 'NetworkPolicy')).toContain('deny-all');
  });

  it('takes every secret that is mounted from the vault', () => {
    const mounted = workloads(manifests).flatMap(({ pod }) =>
      (pod.volumes ?? []).flatMap(({ secret }) => secret?.secretName ?? []),
    );
    expect(named(manifests, 'ExternalSecret')).toEqual(expect.arrayContaining(mounted));
  });

  it('says for every alarm what is to be done', () => {
    const alarms = manifests
      .flatMap(({ spec }) => spec?.groups ?? [])
      .flatMap(({ rules }) => rules)
      .filter(({ alert }) => alert !== undefined);
    expect(alarms.length).toBeGreaterThan(0);
    for (const { alert = '', annotations = {} } of alarms) {
      const [file = '', anchor] = (annotations['runbook_url'] ?? '').split('#');
      expect(anchor).toBe(alert.toLowerCase());
      expect(existsSync(join(ROOT, file))).toBe(true);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`\n## ${alert}\n`);
    }
  });
});
