import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { VersionActions } from 'nx/release';

/**
 * How `nx release` versions a project here: by the tag alone. A package.json is an input of the images of its service,
 * so that a version in it would build and deploy everything anew with each release.
 */
export default class TagOnly extends VersionActions {
  override validManifestFilenames = null;

  /** Where there is no tag yet: the version that the workspace was begun with. */
  override readCurrentVersionFromSourceManifest(): Promise<{ currentVersion: string; manifestPath: string }> {
    const manifestPath = join(workspaceRoot, 'package.json');
    const { version } = JSON.parse(readFileSync(manifestPath, 'utf8')) as { version: string };
    return Promise.resolve({ currentVersion: version, manifestPath });
  }

  override readCurrentVersionFromRegistry(): Promise<null> {
    return Promise.resolve(null);
  }

  override readCurrentVersionOfDependency(): Promise<{ currentVersion: null; dependencyCollection: null }> {
    return Promise.resolve({ currentVersion: null, dependencyCollection: null });
  }

  override updateProjectVersion(): Promise<string[]> {
    return Promise.resolve([]);
  }

  override updateProjectDependencies(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
