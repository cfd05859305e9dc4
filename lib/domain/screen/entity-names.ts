/** The names of the legal entities to which centres belong. */
type Entities = {
  entities: readonly { id: string; name: string }[];
  centres: readonly { id: string; entityId: string | null }[];
};

/** Lists each centre that belongs to one, with its name. */
export function listEntityNames({ entities, centres }: Entities): [string, string][] {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return centres.flatMap(({ id, entityId }): [string, string][] =>
    entityId === null ? [] : [[id, names.get(entityId) ?? entityId]],
  );
}
