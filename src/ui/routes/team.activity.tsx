import { createFileRoute } from '@tanstack/react-router';
import { ActivityPage } from '#ui/features/activity/ActivityPage.tsx';
import { parseActivitySearch } from '#ui/features/activity/activity-search.ts';

export const Route = createFileRoute('/team/activity')({
  validateSearch: parseActivitySearch,
  component: function ActivityRoute() {
    const navigate = Route.useNavigate();
    return (
      <ActivityPage
        filter={Route.useSearch()}
        onFilterChange={(search) => void navigate({ to: '/team/activity', search, replace: true })}
      />
    );
  },
});
