import type { Settings } from '../../settings.ts';
import { registryReading, repositoryArn } from './names.ts';
import type { PolicyPart } from './permission.ts';

/** What building images needs. */
export const pusherPart = (settings: Settings, services: string[]): PolicyPart => ({
  name: 'push',
  about: 'images, to push',
  permissions: [
    ...registryReading(settings),
    {
      sid: 'PushImages',
      why: 'What is built from main is kept under the hash of its inputs. A tag that is there cannot be moved: the repositories are immutable.',
      actions: ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
      resources: services.map((service) => repositoryArn(settings, service)),
    },
  ],
});
