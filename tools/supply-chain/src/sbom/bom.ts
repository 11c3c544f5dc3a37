import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import parseLicence from 'spdx-expression-parse';
import { debianComponent, distributionComponent, nodeComponent, npmComponent } from './components.ts';
import type { SbomOptions } from './create-sbom.ts';
import type { Inventory } from './inventory.ts';
import { imagePurl } from './purl.ts';
import { serialNumber } from './serial-number.ts';

const licences = new Contrib.License.Factories.LicenseFactory(parseLicence);

type Subject = Pick<SbomOptions, 'service' | 'version' | 'inputTag' | 'digest' | 'timestamp'>;

/** The document: the image at its root, then what it stands on, what was bundled into it, and who needs whom. */
export function bomOf(subject: Subject, { distribution, debian, npm, node }: Inventory): Models.Bom {
  const root = image(subject);
  const system = distributionComponent(distribution);
  root.dependencies.add(system.bomRef);

  const packages = new Map(debian.map((each) => [each.name, debianComponent(each, distribution)]));
  const modules = new Map(npm.map((each) => [each.folder, npmComponent(each, licences)]));
  for (const component of packages.values()) system.dependencies.add(component.bomRef);
  link(debian, packages, ({ name }) => name);
  link(npm, modules, ({ folder }) => folder);
  for (const { folder, direct } of npm) {
    const component = modules.get(folder);
    if (direct && component) root.dependencies.add(component.bomRef);
  }

  const components = [system, ...packages.values(), ...modules.values()];
  if (node) {
    const component = nodeComponent(node, licences);
    root.dependencies.add(component.bomRef);
    components.push(component);
  }
  return new Models.Bom({
    components: new Models.ComponentRepository(components),
    metadata: new Models.Metadata({
      component: root,
      ...(subject.timestamp !== undefined && { timestamp: new Date(subject.timestamp) }),
      tools: new Models.Tools({
        components: new Models.ComponentRepository([
          new Models.Component(Enums.ComponentType.Application, 'prod-e'),
        ]),
      }),
    }),
  });
}

/** Its serial number is made of its content, so that the same content has the same. */
export function textOf(bom: Models.Bom): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const options = { sortLists: true, space: 2 };
  bom.serialNumber = serialNumber(serializer.serialize(bom, options));
  return `${serializer.serialize(bom, options)}\n`;
}

function image({ service, version, inputTag, digest }: Subject): Models.Component {
  const properties = [new Models.Property('prod-e:input-tag', inputTag)];
  return new Models.Component(Enums.ComponentType.Container, service, {
    bomRef: service,
    version,
    ...(digest !== undefined && { purl: imagePurl(service, digest, inputTag) }),
    properties: new Models.PropertyRepository(properties),
  });
}

/** Notes who needs whom, among components that were made of the same things. */
function link<T extends { needs: string[] }>(
  things: T[],
  components: ReadonlyMap<string, Models.Component>,
  key: (thing: T) => string,
): void {
  for (const thing of things) {
    const component = components.get(key(thing));
    for (const need of thing.needs) {
      const needed = components.get(need);
      if (component && needed) component.dependencies.add(needed.bomRef);
    }
  }
}
