// Lays out what each image holds, in a folder of its own: the program as one file, the packages that it
// loads at run time, traces and metrics, the office profile, and for the gateway the browser client.
//   node deploy/build/production-folders.mjs /out
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { ROOT } from '../local/toolchain.mjs';
import { bundle, buildService } from './build-service.mjs';

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('Where to? node deploy/build/production-folders.mjs /out\n');
  process.exit(1);
}

const telemetry = join(ROOT, 'libs/telemetry');
const preload = join(telemetry, 'dist/preload.mjs');
const ofPreload = closureOf(await bundle(join(telemetry, 'src/preload.ts'), preload), telemetry);
for (const name of readdirSync(join(ROOT, 'services'))) {
  const home = join(ROOT, 'services', name);
  if (!existsSync(join(home, 'src/main.ts'))) {
    continue;
  }
  const folder = join(target, name);
  copyProgram(home, folder, await buildService(home));
  cpSync(preload, join(folder, 'preload.mjs'));
  copyPackages(ofPreload, telemetry, folder);
  cpSync(join(ROOT, 'deploy/service-standard-1606.yaml'), join(folder, 'service-standard.yaml'));
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials(`@pst/${name}`));
}
run(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], 'services/web');
cpSync(join(ROOT, 'services/web/dist'), join(target, 'gateway/web'), { recursive: true });
const operations = join(ROOT, 'deploy/operations');
copyProgram(
  operations,
  join(target, 'operations'),
  await bundle(join(operations, 'main.ts'), join(operations, 'dist/main.mjs')),
);
writeFileSync(join(target, 'operations/sbom.cdx.json'), billOfMaterials('@pst/messaging'));

function copyProgram(home, folder, outside) {
  cpSync(join(home, 'dist'), folder, { recursive: true, filter: (file) => !file.endsWith('.map') });
  copyPackages(closureOf(outside, home), home, folder);
}

/** The folders of the packages and of all that they need, as installed for this platform. */
function closureOf(names, from) {
  const found = new Set();
  const follow = (name, at, isOptional) => {
    const folder = folderOf(name, at);
    if (folder === undefined) {
      if (!isOptional) {
        throw new Error(`${name}, needed in ${at}, is not installed`);
      }
    } else if (!found.has(folder)) {
      found.add(folder);
      const {
        dependencies = {},
        optionalDependencies = {},
        peerDependencies = {},
      } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const optional = { ...optionalDependencies, ...peerDependencies };
      for (const needed of Object.keys({ ...dependencies, ...optional })) {
        follow(needed, folder, needed in optional);
      }
    }
  };
  names.forEach((name) => follow(name, from, false));
  return found;
}

/** The folder of a package as seen from another one, as Node looks for it. */
function folderOf(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) {
      return folder;
    }
    if (at === ROOT) {
      return undefined;
    }
  }
}

/** Into the same places of the one node_modules folder that an image has. */
function copyPackages(folders, owner, image) {
  for (const folder of folders) {
    const inOwner = relative(owner, folder);
    const place = inOwner.startsWith('..') ? relative(ROOT, folder) : inOwner;
    cpSync(folder, resolve(image, place), {
      recursive: true,
      dereference: true,
      // Maps, types and manuals are of no use to a running program.
      filter: (file) => !/\.(map|d\.[cm]?ts|md)$/.test(file),
    });
  }
}

/** CycloneDX, from the lock file: also what was bundled is in it. */
function billOfMaterials(workspace) {
  // An optional peer that nobody asked for would be reported as a mistake.
  const options = ['--omit=dev', '--package-lock-only', '--legacy-peer-deps'];
  return run(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', ...options, `--workspace=${workspace}`],
    '.',
  );
}

function run(command, args, folder) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: join(ROOT, folder),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
  return stdout;
}
