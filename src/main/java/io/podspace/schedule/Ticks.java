package io.podspace.schedule;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Properties;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.RAMJobStore;

/**
 * Runs the ticks on every node, from memory: who acts is the lease's decision, not the scheduler's (see
 * docs/decisions/0041). A tick that is still running is skipped, not piled up.
 */
@ApplicationScoped
class Ticks {
    private static final String TASK = "task";

    @Inject
    Tasks tasks;

    private Scheduler scheduler;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        try {
            scheduler = new StdSchedulerFactory(properties()).getScheduler();
            for (Task task : tasks.all()) {
                schedule(task);
            }
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the ticks could not be started", e);
        }
    }

    @PreDestroy
    void stop() {
        try {
            if (scheduler != null) {
                scheduler.shutdown(true);
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the ticks could not be stopped", e);
        }
    }

    private void schedule(Task task) throws SchedulerException {
        var job = JobBuilder.newJob(Tick.class).withIdentity(task.name()).build();
        job.getJobDataMap().put(TASK, task);
        scheduler.scheduleJob(
                job,
                TriggerBuilder.newTrigger()
                        .withIdentity(task.name())
                        .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever(task.seconds())
                                .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build());
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "podspace");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.scheduler.threadsInheritContextClassLoaderOfInitializer", "true");
        properties.setProperty("org.quartz.jobStore.class", RAMJobStore.class.getName());
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread", "true");
        return properties;
    }

    /** Runs the task of its trigger. Quartz makes one for each tick. */
    @DisallowConcurrentExecution
    public static final class Tick implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            ((Task) context.getMergedJobDataMap().get(TASK)).run();
        }
    }
}
