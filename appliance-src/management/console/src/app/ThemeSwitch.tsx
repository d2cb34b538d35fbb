import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { DesktopIcon, MoonIcon, SunIcon } from '@patternfly/react-icons';
import { chooseTheme, useTheme, type Theme } from './theme';

const CHOICES: readonly { theme: Theme; label: string; icon: JSX.Element }[] = [
  { theme: 'system', label: 'As the system', icon: <DesktopIcon /> },
  { theme: 'light', label: 'Light', icon: <SunIcon /> },
  { theme: 'dark', label: 'Dark', icon: <MoonIcon /> },
];

export function ThemeSwitch() {
  const chosen = useTheme();
  return (
    <ToggleGroup aria-label="Theme" isCompact>
      {CHOICES.map(({ theme, label, icon }) => (
        <ToggleGroupItem key={theme} icon={icon} aria-label={label} isSelected={theme === chosen} onChange={() => chooseTheme(theme)} />
      ))}
    </ToggleGroup>
  );
}
