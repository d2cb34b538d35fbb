import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  Nav,
  NavGroup,
  NavItem,
  Page,
  PageSidebar,
  PageSidebarBody,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { ConnectionBanner } from './ConnectionBanner';
import { HealthChip } from './HealthChip';
import { useLiveSystem } from './live-context';
import { isOpenTo, NAVIGATION, type Destination } from './navigation';
import { useSession } from './session';
import { ThemeSwitch } from './ThemeSwitch';
import { TrialBanner } from './TrialBanner';
import { UserMenu } from './UserMenu';

const MAIN = 'main-content';

/** The frame around every page: who and where one is, how the system is, where one can go. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <Page
      mainContainerId={MAIN}
      isContentFilled
      masthead={<Top />}
      sidebar={
        <PageSidebar>
          <PageSidebarBody>
            <Destinations />
          </PageSidebarBody>
        </PageSidebar>
      }
      skipToContent={
        <SkipToContent
          href={`#${MAIN}`}
          onClick={(event) => {
            // The address after # is the page's, so the jump is made by hand.
            event.preventDefault();
            document.getElementById(MAIN)?.focus();
          }}
        >
          Skip to content
        </SkipToContent>
      }
    >
      <ConnectionBanner />
      <TrialBanner />
      {children}
    </Page>
  );
}

function Top() {
  return (
    <Masthead display={{ default: 'inline' }}>
      <MastheadMain>
        <MastheadBrand>
          <MastheadLogo component={(props) => <NavLink {...props} to="/" aria-label="Sallyport, overview" />}>
            <span className="brand">
              <img src="/gate.svg" alt="" width={26} height={26} />
              Sallyport
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight>
          <ToolbarContent>
            <ToolbarItem alignSelf="center">
              <HealthChip />
            </ToolbarItem>
            <ToolbarGroup align={{ default: 'alignEnd' }} gap={{ default: 'gapSm' }}>
              <ToolbarItem alignSelf="center">
                <ThemeSwitch />
              </ToolbarItem>
              <ToolbarItem alignSelf="center">
                <UserMenu />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function Destinations() {
  const { role } = useSession();
  return (
    <Nav aria-label="Pages">
      {NAVIGATION.map((group) => {
        const open = group.destinations.filter((destination) => isOpenTo(destination, role));
        return open.length === 0 ? null : (
          <NavGroup key={group.title} title={group.title}>
            {open.map((destination) => (
              <Entry key={destination.path} destination={destination} />
            ))}
          </NavGroup>
        );
      })}
    </Nav>
  );
}

function Entry({ destination }: { destination: Destination }) {
  const { pathname } = useLocation();
  const { calls, alarms } = useLiveSystem();
  const isActive = destination.path === '/' ? pathname === '/' : pathname.startsWith(destination.path);
  const count = destination.path === '/calls' ? [...calls.values()].filter((call) => call.state !== 'ENDED').length : destination.path === '/alarms' ? alarms.length : 0;
  return (
    <NavItem isActive={isActive} itemId={destination.path}>
      <NavLink to={destination.path} end={destination.path === '/'}>
        {destination.title}
        {count > 0 ? <span className="nav-count">{count}</span> : null}
      </NavLink>
    </NavItem>
  );
}
