// What may import what. services meet only in contracts; use cases meet only in domain/; domain/ meets
// nobody but the published language. deploy/local/boundaries.spec.ts plants one violation per rule.
const specs = '\\.spec\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or miss a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'service-isolation',
      severity: 'error',
      comment: 'A service that needs another listens to its events.',
      // Journeys drive the whole system through its doors.
      from: { path: '^services/([^/]+)/', pathNot: '\\.(e2e|browser)\\.spec\\.ts$' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'libs-not-services',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^services/' },
    },
    {
      name: 'contracts-pure',
      severity: 'error',
      comment: 'The published language runs in a browser too: schemas and nothing else.',
      from: { path: '^libs/contracts/', pathNot: specs },
      to: { path: '^(libs/(?!contracts/)|services/|node_modules/(?!zod/))' },
    },
    {
      name: 'no-deep-lib-import',
      severity: 'error',
      comment: 'A package has one door, its index.ts; contracts have a second one without schemas.',
      from: { path: '^(services|libs)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/src/(?!index\\.ts$)',
        pathNot: '^$1/$2/|^libs/contracts/src/browser\\.ts$',
      },
    },
    {
      name: 'use-cases-do-not-import-each-other',
      severity: 'error',
      comment: 'A use case is removed by deleting its folder. Share through domain/ or an event.',
      from: {
        path: '^services/([^/]+)/src/([^/]+)/([^/]+)/',
        pathNot: `/domain/|^services/web/|${specs}`,
      },
      to: {
        path: '^services/$1/src/$2/[^/]+/',
        pathNot: '^services/$1/src/$2/($3|domain)/',
      },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      comment: 'The book is written in by visitors at the desk and by kiosks: its file is a door.',
      from: {
        path: '^services/([^/]+)/src/([^/]+)/',
        pathNot: `^services/[^/]+/src/database/|^services/(web|gateway)/|${specs}`,
      },
      to: {
        path: '^services/$1/src/[^/]+/',
        pathNot: '^services/$1/src/$2/|^services/guestbook/src/visits/guestbook\\.ts$',
      },
    },
    {
      name: 'domain-is-plain-typescript',
      severity: 'error',
      from: { path: '^services/[^/]+/src/.*/domain/', pathNot: specs },
      to: {
        path: '^(node_modules/(@nestjs|typeorm|@nats-io|pg|@fastify|fastify)/|libs/(?!contracts/|service-standard/|xml/))',
      },
    },
    {
      name: 'gateway-has-no-database',
      severity: 'error',
      from: { path: '^services/gateway/src/', pathNot: specs },
      to: { path: '^(libs/persistence/|node_modules/(typeorm|pg)/)' },
    },
    {
      name: 'production-code-does-not-import-tests',
      severity: 'error',
      from: { path: '^(services|libs)/', pathNot: `^libs/testing/|/e2e/|${specs}` },
      to: { path: `${specs}|^libs/testing/` },
    },
    {
      name: 'declared',
      severity: 'error',
      comment: 'What a package imports stands in its package.json.',
      from: { path: '^(libs|services)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(libs|services|deploy)/' },
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?(url|raw|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@pst/source', 'import', 'node', 'default', 'types'],
    },
  },
};
