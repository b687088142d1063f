/** Versions picked for a comparison, in the order of picking; at most two. */
export type VersionPicks = readonly number[];

/** Adds or removes a version; a third replaces the one that was picked first. */
export function togglePick(picks: VersionPicks, version: number): VersionPicks {
  if (picks.includes(version)) return picks.filter((picked) => picked !== version);
  return [...picks, version].slice(-2);
}

/** The two versions, older first; undefined until there are two. */
export function toComparedVersions(picks: VersionPicks): readonly [older: number, newer: number] | undefined {
  const [one, other] = picks;
  return one === undefined || other === undefined ? undefined : [Math.min(one, other), Math.max(one, other)];
}
