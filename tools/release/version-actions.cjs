// How `nx release version` reads and writes versions here: package.json and its entry in package-lock.json. nx's own, in @nx/js, does the
// same with Babel and 200 packages more. CommonJS, as nx loads it with require.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { VersionActions } = require('nx/release');

class PackageJsonActions extends VersionActions {
  validManifestFilenames = ['package.json'];

  #manifest() {
    return `${this.projectGraphNode.data.root}/package.json`;
  }

  async readCurrentVersionFromSourceManifest(tree) {
    return { currentVersion: JSON.parse(tree.read(this.#manifest(), 'utf8')).version, manifestPath: this.#manifest() };
  }

  async readCurrentVersionFromRegistry() {
    return null;
  }

  /** Packages of this workspace ask for any version of each other: they are released together. */
  async readCurrentVersionOfDependency() {
    return { currentVersion: null, dependencyCollection: null };
  }

  async updateProjectVersion(tree, newVersion) {
    setVersion(tree, this.#manifest(), newVersion, (manifest) => manifest);
    setVersion(tree, 'package-lock.json', newVersion, (lock) => lock.packages[this.projectGraphNode.data.root]);
    return [`${this.projectGraphNode.name} is ${newVersion} in ${this.#manifest()} and package-lock.json`];
  }

  async updateProjectDependencies() {
    return [];
  }
}

function setVersion(tree, path, version, entryOf) {
  const json = JSON.parse(tree.read(path, 'utf8'));
  entryOf(json).version = version;
  tree.write(path, `${JSON.stringify(json, null, 2)}\n`);
}

module.exports = { default: PackageJsonActions };
