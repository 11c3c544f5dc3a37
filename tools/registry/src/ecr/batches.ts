/** As many as `BatchGetImage` takes. */
const most = 100;

export interface Batch {
  repository: string;
  tags: string[];
}

/** Groups images into the fewest requests: each is of one repository, and of a hundred tags at most. */
export function batches(images: { repository: string; tag: string }[]): Batch[] {
  const tagsOf = new Map<string, Set<string>>();
  for (const { repository, tag } of images)
    tagsOf.set(repository, (tagsOf.get(repository) ?? new Set()).add(tag));
  return [...tagsOf].flatMap(([repository, set]) => {
    const tags = [...set];
    return Array.from({ length: Math.ceil(tags.length / most) }, (_, index) => ({
      repository,
      tags: tags.slice(index * most, (index + 1) * most),
    }));
  });
}
