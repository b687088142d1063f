import { createFileRoute } from '@tanstack/react-router';

/** The list alone, which the route above shows. */
export const Route = createFileRoute('/team/kv/')({});
