import { Route, Routes } from 'react-router-dom';
import { AdaptersPage } from '../pages/adapters/AdaptersPage';
import { AlarmsPage } from '../pages/alarms/AlarmsPage';
import { AuditPage } from '../pages/audit/AuditPage';
import { BackupPage } from '../pages/backup/BackupPage';
import { LiveCallPage } from '../pages/calls/LiveCallPage';
import { LiveCallsPage } from '../pages/calls/LiveCallsPage';
import { FirewallPage } from '../pages/firewall/FirewallPage';
import { HistoryPage } from '../pages/history/HistoryPage';
import { PastCallPage } from '../pages/history/PastCallPage';
import { OwnPasswordPage } from '../pages/login/OwnPasswordPage';
import { NetworkPage } from '../pages/network/NetworkPage';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { PowerPage } from '../pages/power/PowerPage';
import { RegistrationsPage } from '../pages/registrations/RegistrationsPage';
import { RevisionPage } from '../pages/revisions/RevisionPage';
import { RevisionsPage } from '../pages/revisions/RevisionsPage';
import { ReviewPage } from '../pages/settings/ReviewPage';
import { SettingsPage } from '../pages/settings/SettingsPage';
import { StatusPage } from '../pages/status/StatusPage';
import { TimePage } from '../pages/time/TimePage';
import { TokensPage } from '../pages/tokens/TokensPage';
import { TurnPage } from '../pages/turn/TurnPage';
import { UpgradePage } from '../pages/upgrade/UpgradePage';
import { UsersPage } from '../pages/users/UsersPage';
import { UnknownPage } from './UnknownPage';

/** Which page stands at which address. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<OverviewPage />} />
      <Route path="/calls" element={<LiveCallsPage />} />
      <Route path="/calls/:id" element={<LiveCallPage />} />
      <Route path="/registrations" element={<RegistrationsPage />} />
      <Route path="/turn" element={<TurnPage />} />
      <Route path="/history" element={<HistoryPage />} />
      <Route path="/history/:id" element={<PastCallPage />} />
      <Route path="/alarms" element={<AlarmsPage />} />
      <Route path="/status" element={<StatusPage />} />
      <Route path="/settings/review" element={<ReviewPage />} />
      <Route path="/settings/:section" element={<SettingsPage />} />
      <Route path="/revisions" element={<RevisionsPage />} />
      <Route path="/revisions/:number" element={<RevisionPage />} />
      <Route path="/network" element={<NetworkPage />} />
      <Route path="/time" element={<TimePage />} />
      <Route path="/firewall" element={<FirewallPage />} />
      <Route path="/adapters" element={<AdaptersPage />} />
      <Route path="/power" element={<PowerPage />} />
      <Route path="/upgrade" element={<UpgradePage />} />
      <Route path="/backups" element={<BackupPage />} />
      <Route path="/users" element={<UsersPage />} />
      <Route path="/tokens" element={<TokensPage />} />
      <Route path="/audit" element={<AuditPage />} />
      <Route path="/password" element={<OwnPasswordPage />} />
      <Route path="*" element={<UnknownPage />} />
    </Routes>
  );
}
