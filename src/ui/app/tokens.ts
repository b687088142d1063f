import type { MantineColorsTuple } from '@mantine/core';

/** The one accent: pine. */
const accent: MantineColorsTuple = [
  '#eaf7f3',
  '#d3ede6',
  '#a6dccd',
  '#72c8b2',
  '#35c4a6',
  '#1aa88b',
  '#0f8a72',
  '#0b7361',
  '#095f50',
  '#064a3f',
];

const gray: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e4e9e7',
  '#d3dad8',
  '#b4bebb',
  '#8b9794',
  '#66736f',
  '#52605c',
  '#33403c',
  '#16211e',
];

const dark: MantineColorsTuple = [
  '#e3e9e7',
  '#c3cdca',
  '#a1aeaa',
  '#84928e',
  '#3b4745',
  '#293331',
  '#1c2423',
  '#141a19',
  '#0e1312',
  '#090d0c',
];

const red: MantineColorsTuple = [
  '#fdf1ef',
  '#fbdfdb',
  '#f6bfb8',
  '#f09a8f',
  '#ff8a7c',
  '#e2594b',
  '#c9372c',
  '#b5281e',
  '#97201a',
  '#7a1914',
];

const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#faeac6',
  '#f4d690',
  '#edc15b',
  '#f0b443',
  '#db920d',
  '#b87405',
  '#8c5600',
  '#734600',
  '#5a3700',
];

export const colors = { accent, gray, dark, red, yellow: amber };
