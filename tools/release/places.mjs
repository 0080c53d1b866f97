// Where the version of the images stands beside package.json: a file, and a pattern of what stands before and behind it.
import { readFileSync, writeFileSync } from 'node:fs';

const PLACES = {
  'deploy/docker/Dockerfile.master': /(?<=^ARG VERSION=).+$/m,
  'deploy/docker/Dockerfile.agent': /(?<=^ARG VERSION=).+$/m,
  'deploy/helm/failover-dns/Chart.yaml': /(?<=^(?:version|appVersion): "?)[^"\n]+/gm,
  'deploy/kubernetes/images/kustomization.yaml': /(?<=^ +newTag: ")[^"]+/gm,
};

/** Writes the version to all of them, unless `isDry`; returns the files. Throws where one has no place for it. */
export function setVersionThere(version, isDry) {
  for (const [file, pattern] of Object.entries(PLACES)) {
    const text = readFileSync(file, 'utf8');
    if (text.search(pattern) < 0) throw new Error(`${file} has no version`);
    if (!isDry) writeFileSync(file, text.replace(pattern, version));
  }
  return Object.keys(PLACES);
}
