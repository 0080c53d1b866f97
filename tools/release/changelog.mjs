const HEAD = '## Unreleased\n';

/** The changelog with what is unreleased under the heading of `version`. Throws when there is nothing to release. */
export function released(changelog, version, date) {
  const [before, after] = changelog.split(HEAD);
  if (after === undefined) throw new Error('CHANGELOG.md has no heading "## Unreleased"');
  if (notesOf(changelog, 'Unreleased') === '')
    throw new Error('CHANGELOG.md has nothing under "## Unreleased": there is nothing to release');
  return `${before}${HEAD}\n## ${version} - ${date}\n${after}`;
}

/** What stands under the heading of a version, without it. */
export function notesOf(changelog, version) {
  const [, section = ''] = changelog.split(new RegExp(`^## ${version.replaceAll('.', '\\.')}(?: - .*)?\\n`, 'm'));
  return section.split(/^## /m)[0].trim();
}
