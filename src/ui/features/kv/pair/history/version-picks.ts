/** Versions picked to be compared, in the order in which they were picked; at most two. */
export type VersionPicks = readonly number[];

/** Picks a version, or lets go of it; a third takes the place of the one that was picked first. */
export function togglePick(picks: VersionPicks, version: number): VersionPicks {
  if (picks.includes(version)) return picks.filter((picked) => picked !== version);
  return [...picks, version].slice(-2);
}

/** The two versions in the order in which they were made; undefined until there are two. */
export function toComparedVersions(picks: VersionPicks): readonly [older: number, newer: number] | undefined {
  const [one, other] = picks;
  return one === undefined || other === undefined ? undefined : [Math.min(one, other), Math.max(one, other)];
}
