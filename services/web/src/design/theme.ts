import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Sea blue of the office; shade 8 carries text and buttons at more than 7:1 on white. */
const samudra: MantineColorsTuple = [
  '#eaf6fa',
  '#d3e9f0',
  '#a5d2e0',
  '#74bacf',
  '#4ea6c1',
  '#3599b8',
  '#2484a2',
  '#176a85',
  '#0c4a5e',
  '#08394a',
];

/** Turmeric: the one accent. Never text on paper, always with words beside it. */
const kunyit: MantineColorsTuple = [
  '#fff6e4',
  '#fdebcd',
  '#f9d59b',
  '#f5be65',
  '#f2b44b',
  '#e89f25',
  '#c98413',
  '#9a640b',
  '#774c05',
  '#593801',
];

/** Night versions of the paper: tinted like the sea instead of a neutral grey. */
const dark: MantineColorsTuple = [
  '#eaf1f3',
  '#c3d0d5',
  '#a9b9c0',
  '#82949c',
  '#3c4e57',
  '#2f414a',
  '#1c2a31',
  '#162228',
  '#0e171b',
  '#0a1215',
];

export const theme = createTheme({
  primaryColor: 'samudra',
  primaryShade: { light: 8, dark: 7 },
  colors: { samudra, kunyit, dark },
  autoContrast: true,
  luminanceThreshold: 0.34,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '0.875rem', sm: '1rem', md: '1.125rem', lg: '1.25rem', xl: '1.5rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 48 } } },
    ActionIcon: { defaultProps: { size: 44 } },
    Autocomplete: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { size: 'lg', variant: 'light', tt: 'none' } },
  },
});
