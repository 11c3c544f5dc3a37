import { Enums, Models, type Contrib } from '@cyclonedx/cyclonedx-library';
import { hashesOf } from './integrity.ts';
import type { DebianPackage, Distribution, NodeRuntime, NpmPackage } from './inventory.ts';
import { debianPurl, nodePurl, npmName, npmPurl } from './purl.ts';

type Licences = InstanceType<typeof Contrib.License.Factories.LicenseFactory>;

/** What scanners read to know which distribution's vulnerabilities to look up. */
export function distributionComponent({ id, version, codename }: Distribution): Models.Component {
  return new Models.Component(Enums.ComponentType.OperatingSystem, id, {
    bomRef: `${id}@${version}`,
    version,
    ...(codename !== undefined && { description: codename }),
  });
}

export function debianComponent(each: DebianPackage, distribution: Distribution): Models.Component {
  const { name, version, source, sha256, maintainer, homepage, summary, staticallyBuiltFrom } = each;
  const purl = debianPurl(each, distribution);
  return new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: purl,
    purl,
    version,
    hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
    ...(maintainer !== undefined && { supplier: new Models.OrganizationalEntity({ name: maintainer }) }),
    ...(summary !== undefined && { description: summary }),
    ...(homepage !== undefined && {
      externalReferences: references(
        new Models.ExternalReference(homepage, Enums.ExternalReferenceType.Website),
      ),
    }),
    properties: properties({
      // Trivy looks vulnerabilities up by the source, and has no other place for it.
      'aquasecurity:trivy:SrcName': source.name,
      'aquasecurity:trivy:SrcVersion': source.version,
      'debian:Static-Built-Using': staticallyBuiltFrom,
    }),
  });
}

export function npmComponent(each: NpmPackage, licences: Licences): Models.Component {
  const { folder, name, version, licence, integrity } = each;
  const { scope, base } = npmName(name);
  return new Models.Component(Enums.ComponentType.Library, base, {
    // Not the package URL: the same version can be there twice.
    bomRef: folder,
    purl: npmPurl(name, version),
    version,
    ...(scope !== undefined && { group: scope }),
    licenses: licenceOf(licence, licences),
    hashes: hashesOf(integrity),
  });
}

/** Scanners know Node's binary by NVD's name for it. */
export function nodeComponent(node: NodeRuntime, licences: Licences): Models.Component {
  const { packageName, version, licence, integrity } = node;
  const purl = nodePurl(version);
  return new Models.Component(Enums.ComponentType.Application, 'node', {
    bomRef: purl,
    purl,
    version,
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
    licenses: licenceOf(licence, licences),
    externalReferences: references(
      new Models.ExternalReference(npmPurl(packageName, version), Enums.ExternalReferenceType.Distribution, {
        hashes: hashesOf(integrity),
        comment: 'the npm package that the binary is from',
      }),
    ),
  });
}

const references = (...list: Models.ExternalReference[]): Models.ExternalReferenceRepository =>
  new Models.ExternalReferenceRepository(list);

function licenceOf(licence: string | undefined, licences: Licences): Models.LicenseRepository {
  if (licence === undefined) return new Models.LicenseRepository();
  const license = licences.makeFromString(licence);
  license.acknowledgement = Enums.LicenseAcknowledgement.Declared;
  return new Models.LicenseRepository([license]);
}

function properties(values: Record<string, string | undefined>): Models.PropertyRepository {
  const list = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [new Models.Property(name, value)],
  );
  return new Models.PropertyRepository(list);
}
