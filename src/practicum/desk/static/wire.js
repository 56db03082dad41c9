// Applies to what the browser holds the differences that Python sends (desk/wire.py says how they are written).
// What has not changed stays the very same object, so that drawing can tell at a glance what to leave alone.

export function applied(old, change) {
  if (!change) return old;
  if ("is" in change) return change.is;
  if ("in" in change) {
    const made = { ...old };
    for (const [name, inner] of Object.entries(change.in)) made[name] = applied(made[name], inner);
    for (const name of change.gone ?? []) delete made[name];
    return made;
  }
  const rows = new Map(old.map((row) => [row.id, row]));
  for (const [id, inner] of Object.entries(change.rows)) rows.set(id, applied(rows.get(id), inner));
  return (change.order ?? [...rows.keys()]).map((id) => rows.get(id));
}
