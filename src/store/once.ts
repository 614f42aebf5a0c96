/** Returns a function that makes the value when it is first called. To build a statement takes longer than to run it. */
export function once<T extends NonNullable<unknown>>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
