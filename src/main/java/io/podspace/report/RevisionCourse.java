package io.podspace.report;

import io.podspace.service.Course;

/** What the pods of a revision answered lately. @param revision number */
public record RevisionCourse(int revision, Course course) {}
