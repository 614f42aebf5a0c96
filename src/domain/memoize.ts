/**
 * Creates a cache for the values of a pure function: it returns the value of a key, which it finds once. When it holds
 * `most` values, it forgets all of them.
 */
export function createMemo<T extends NonNullable<unknown>>(
  most = Number.POSITIVE_INFINITY,
): (key: string, find: (key: string) => T) => T {
  const values = new Map<string, T>();
  return (key, find) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    if (values.size >= most) values.clear();
    values.set(key, value);
    return value;
  };
}
